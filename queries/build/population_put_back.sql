-- Puts the people of areas made of others in their place (合并、拆分后的人口入表).

insert into population by name
select * -- noqa: AM04
from remade_population
