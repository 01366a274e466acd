-- Projects in one area (本辖区在建项目).
--
-- @param   area  text  code of the area everything lies in

select * -- noqa: AM04
from project
where area_code in (
    select area_code
    from area_ancestor
    where ancestor_code = $area
)
