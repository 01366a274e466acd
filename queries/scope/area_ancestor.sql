-- Ancestors within one area, and the codes of those above it (本辖区的各级上级).
--
-- @param   area  text  code of the area everything lies in

select below.* -- noqa: AM04
from area_ancestor as below
inner join area_ancestor as inside on below.area_code = inside.area_code
where
    inside.ancestor_code = $area
    and (
        below.area_code = $area
        or below.ancestor_code in (
            select area_code
            from area_ancestor
            where ancestor_code = $area
        )
    )
