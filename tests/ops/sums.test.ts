import { table } from './table.js'

table('sums')
