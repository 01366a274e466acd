-- The reported values of merged areas (合并后的上报值).
-- Numbers of things are added up where every part gave one, ratios are never averaged. What a split
-- area gave is of none of its parts.
--
-- @param  adding  text  the indicators whose values add up over areas

create or replace temp table remade_values as
select
    changing_area.area_code,
    reported_value.indicator,
    reported_value.period,
    sum(reported_value.value) as value,
    any_value(reported_value.unit) as unit,
    string_agg(distinct reported_value.source, '; ' order by reported_value.source) as source,
    sum(reported_value.sample_size)::bigint as sample_size,
    string_agg(distinct reported_value.note, '; ' order by reported_value.note) as note,
    min_by(reported_value.source_name, changing_area.part_code) as source_name,
    min_by(reported_value.source_row, changing_area.part_code) as source_row
from reported_value
inner join changing_area on reported_value.area_code = changing_area.part_code
where
    list_contains($adding, reported_value.indicator)
    and not exists (
        select 1
        from changing_area as part
        where part.area_code = changing_area.area_code and part.change_kind <> 'merged'
    )
group by changing_area.area_code, reported_value.indicator, reported_value.period
having
    bool_or(changing_area.part_code <> changing_area.area_code)
    and count(reported_value.value) = count(*)
    and count(*) = (
        select count(*)
        from changing_area as part
        where part.area_code = changing_area.area_code
    )
