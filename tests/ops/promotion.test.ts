import { table } from './table.js'

table('promotion')
