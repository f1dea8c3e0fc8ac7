import { table } from './table.js'

table('odd_types')
