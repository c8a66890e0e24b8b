-- Empties every table of a service's database but the list of its migrations.
DO $$
BEGIN
  EXECUTE (
    SELECT 'TRUNCATE ' || string_agg(quote_ident(tablename), ', ') || ' RESTART IDENTITY'
    FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'migrations'
  );
END
$$;
