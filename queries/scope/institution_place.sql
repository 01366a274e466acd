-- Points of the register that lie in one area (本辖区机构落点).
--
-- @param   area  text  code of the area everything lies in

select * -- noqa: AM04
from institution_place
where lies_in in (
    select area_code
    from area_ancestor
    where ancestor_code = $area
)
