import { table } from './table.js'

table('views')
