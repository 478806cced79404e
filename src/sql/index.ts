export { clickhouse } from './clickhouse.js'
export { duckdb } from './duckdb.js'
export { postgresql } from './postgresql.js'
export { printed } from './print.js'
