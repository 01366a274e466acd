-- Which shapes were taken for areas within one area (本辖区的边界匹配).
--
-- @param   area  text  code of the area everything lies in

select * -- noqa: AM04
from boundary_match
where area_code in (
    select area_code
    from area_ancestor
    where ancestor_code = $area
)
