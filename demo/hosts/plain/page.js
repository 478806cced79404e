import { startBackOffice } from '../shared/page.js'

startBackOffice()
