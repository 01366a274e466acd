-- 坐标在本地区50公里以外。
-- Outside the rectangle around all boundaries; nothing to say without boundaries.
--
-- @en        A point lies more than 50 km outside the area.
-- @severity  fail
-- @table     institution
-- @field     longitude
-- @todo_zh   请核对经度和纬度。
-- @todo_en   Check longitude and latitude.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    institution.source_name,
    institution.source_row,
    institution.institution_name as subject,
    institution.longitude || ', ' || institution.latitude as found
from institution
inner join institution_place
    on
        institution.longitude = institution_place.longitude
        and institution.latitude = institution_place.latitude
where
    institution_place.kilometres_outside > 50
    and abs(institution.latitude) <= 90
    and abs(institution.longitude) <= 180
order by institution.source_name, institution.source_row
