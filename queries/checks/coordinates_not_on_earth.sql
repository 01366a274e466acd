-- 经纬度超出地球范围。
--
-- @en        Coordinates that are nowhere on earth.
-- @severity  fail
-- @table     institution
-- @field     longitude
-- @todo_zh   请核对经度和纬度,是否填反或少了小数点。
-- @todo_en   Check longitude and latitude: swapped, or a decimal point missing.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    source_name,
    source_row,
    institution_name as subject,
    longitude || ', ' || latitude as found
from institution
where
    (abs(latitude) > 90 or abs(longitude) > 180)
order by source_name, source_row
