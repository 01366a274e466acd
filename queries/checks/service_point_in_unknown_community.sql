-- 服务点所属社区(村)不在行政区划表中。
--
-- @en        A service point belongs to a community that is not in the area table.
-- @severity  fail
-- @table     service_point
-- @field     community_code
-- @todo_zh   请核对代码,或把该区域列入行政区划表。
-- @todo_en   Check the code, or list the area in the area table.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    service_point.source_name,
    service_point.source_row,
    service_point.service_point_id as subject,
    coalesce(service_point.community_code, '') as found
from service_point
where
    not exists (
        select 1
        from area
        where area.area_code = service_point.community_code
    )
    -- What is left under a former code is asked about by itself.
    and not exists (
        select 1
        from area_successor
        where area_successor.former_code = service_point.community_code
    )
order by service_point.source_name, service_point.source_row
