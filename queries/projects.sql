-- The projects within an area (在建项目), as handed in, the earliest first.
--
-- @grain   project_id
-- @param   within  text  code of the area they lie in
-- @column  project_id               code
-- @column  project_name             text
-- @column  area_code                code
-- @column  area_name                text
-- @column  provider_type            text
-- @column  slots_planned            slot
-- @column  inclusive_slots_planned  slot
-- @column  stage                    text
-- @column  expected_open_on         date

select
    project.project_id,
    project.project_name,
    project.area_code,
    area.area_name,
    project.provider_type,
    project.slots_planned,
    project.inclusive_slots_planned,
    project.stage,
    project.expected_open_on
from project
inner join area on project.area_code = area.area_code
inner join area_ancestor on project.area_code = area_ancestor.area_code
where area_ancestor.ancestor_code = $within
order by project.expected_open_on asc nulls last, project.project_id asc
