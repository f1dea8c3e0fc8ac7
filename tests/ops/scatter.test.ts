import { table } from './table.js'

table('scatter')
