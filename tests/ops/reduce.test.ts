import { table } from './table.js'

table('reduce')
