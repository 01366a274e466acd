-- Rows put forward from former areas within one area (本辖区的可比口径).
--
-- @param   area  text  code of the area everything lies in

select * -- noqa: AM04
from mapped_history
where area_code in (
    select area_code
    from area_ancestor
    where ancestor_code = $area
)
