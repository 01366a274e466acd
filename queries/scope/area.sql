-- Areas within one area, which becomes the topmost (本辖区的行政区划).
--
-- @param   area  text  code of the area everything lies in

select * replace (if(area_code = $area, null, parent_code) as parent_code) -- noqa: AM04
from area
where area_code in (
    select area_code
    from area_ancestor
    where ancestor_code = $area
)
