-- Takes out the people of the parts, whose sum takes their place (变更前各部分的人口).

delete from population
where
    exists (
        select 1
        from changing_area
        where
            changing_area.part_code = population.area_code
            and (
                changing_area.part_code <> changing_area.area_code
                or population.stat_date in (
                    select remade_population.stat_date
                    from remade_population
                    where remade_population.area_code = population.area_code
                )
            )
    )
