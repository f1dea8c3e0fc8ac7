import { table } from './table.js'

table('special')
