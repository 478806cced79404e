// compiled in the browser, so that the page needs no more than a bundler
import '@angular/compiler'
import { provideZonelessChangeDetection } from '@angular/core'
import { bootstrapApplication } from '@angular/platform-browser'
import 'tierkit/define'
import { BackOffice } from './back-office.component'

await bootstrapApplication(BackOffice, { providers: [provideZonelessChangeDetection()] })
