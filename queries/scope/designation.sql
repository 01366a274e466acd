-- Titles of the institutions of one area (本辖区机构称号).
--
-- @param   area  text  code of the area everything lies in

select * -- noqa: AM04
from designation
where institution_id in (
    select institution.institution_id
    from institution
    inner join area_ancestor on institution.area_code = area_ancestor.area_code
    where area_ancestor.ancestor_code = $area
)
