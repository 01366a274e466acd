-- Former codes of what lies within one area (本辖区的原区划代码).
--
-- @param   area  text  code of the area everything lies in

select * -- noqa: AM04
from former_area
where area_code in (
    select area_code
    from area_ancestor
    where ancestor_code = $area
)
