import { table } from './table.js'

table('creation')
