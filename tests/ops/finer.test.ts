import { table } from './table.js'

table('finer')
