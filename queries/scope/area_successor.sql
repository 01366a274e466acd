-- What former areas became within one area (本辖区的区划变更).
--
-- @param   area  text  code of the area everything lies in

select * -- noqa: AM04
from area_successor
where area_code in (
    select area_code
    from area_ancestor
    where ancestor_code = $area
)
