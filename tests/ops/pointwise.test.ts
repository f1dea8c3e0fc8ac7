import { table } from './table.js'

table('pointwise')
