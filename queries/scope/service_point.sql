-- Service points in the communities of one area (本辖区社区托育服务点).
--
-- @param   area  text  code of the area everything lies in

select * -- noqa: AM04
from service_point
where community_code in (
    select area_code
    from area_ancestor
    where ancestor_code = $area
)
