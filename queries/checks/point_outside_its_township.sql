-- 机构坐标不在所填的乡镇街道内。
-- The latest month only, and only townships that have a boundary.
--
-- @en        A point lies outside the township that its row names.
-- @severity  warn
-- @table     institution
-- @field     area_code
-- @todo_zh   请核对坐标或行政区划代码。
-- @todo_en   Check the point or the area code.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    institution.source_name,
    institution.source_row,
    institution.institution_name as subject,
    area.area_name || ' <> ' || coalesce(lies_in.area_name, '-') as found
from institution
inner join institution_place
    on
        institution.longitude = institution_place.longitude
        and institution.latitude = institution_place.latitude
inner join area on institution.area_code = area.area_code
inner join boundary on institution.area_code = boundary.area_code
left join area as lies_in on institution_place.lies_in = lies_in.area_code
where
    institution.as_of = (select max(latest.as_of) from institution as latest)
    and institution_place.lies_in is distinct from institution.area_code
    and institution_place.kilometres_outside <= 50
order by institution.source_name, institution.source_row
