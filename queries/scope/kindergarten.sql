-- Kindergartens of one area (本辖区幼儿园).
--
-- @param   area  text  code of the area everything lies in

select * -- noqa: AM04
from kindergarten
where area_code in (
    select area_code
    from area_ancestor
    where ancestor_code = $area
)
