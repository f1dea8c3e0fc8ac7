import { table } from './table.js'

table('sort')
