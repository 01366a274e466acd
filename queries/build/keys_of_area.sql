-- The codes of an area and of all below it, and of the institutions in it (区域内的代码).
-- area_ancestor is full by then; an institution that ever lay in the area counts as one of it.
--
-- @param   within      text  code of the area
-- @column  table_name  text
-- @column  found       text

select
    'area' as table_name,
    area_code as found
from area_ancestor
where ancestor_code = $within
union all
select distinct
    'institution' as table_name,
    institution.institution_id as found
from institution
inner join area_ancestor on institution.area_code = area_ancestor.area_code
where area_ancestor.ancestor_code = $within
