import { Component, computed, effect, signal } from '@angular/core'
import { brands, stores, words } from '../shared/back-office.js'
import { Growth } from './growth.component'
import { Orders } from './orders.component'

type Lang = keyof typeof words

@Component({
  selector: 'app-root',
  imports: [Growth, Orders],
  template: `
    <header class="bar">
      <h1>{{ say().title }}</h1>
      <span class="store">{{ name() }}</span>
      <button id="other" (click)="turn.set(turn() + 1)">{{ say().other }}</button>
      <button id="brand" (click)="changeBrand()">{{ say().brand }}</button>
      <button id="dark" (click)="isDark.set(!isDark())">{{ isDark() ? say().light : say().dark }}</button>
      <button id="language" (click)="changeLanguage()">{{ say().language }}</button>
      <button id="shown" (click)="isShown.set(!isShown())">
        {{ isShown() ? say().hide : say().show }}
      </button>
    </header>
    <main>
      @if (isShown()) {
        <app-growth
          [store]="store().id"
          [heading]="say().score(name())"
          [brand]="brand()"
          (taskOpen)="opened.set($event)"
        />
      }
      <p class="said" id="said">{{ say().said(opened()) }}</p>
      <h2>{{ say().orders }}</h2>
      <app-orders [lang]="lang()" [columns]="say().columns" />
    </main>
  `,
})
export class BackOffice {
  readonly turn = signal(0)
  readonly brand = signal(brands[0])
  readonly isDark = signal(false)
  readonly lang = signal<Lang>('en')
  readonly isShown = signal(true)
  readonly opened = signal('')

  readonly say = computed(() => words[this.lang()])
  readonly store = computed(() => stores[this.turn() % stores.length]!)
  readonly name = computed(() => this.store().name[this.lang()])

  constructor() {
    effect(() => {
      document.documentElement.lang = this.lang()
      document.documentElement.classList.toggle('dark', this.isDark())
    })
  }

  changeBrand(): void {
    this.brand.update((last) => brands[1 - brands.indexOf(last)]!)
  }

  changeLanguage(): void {
    this.lang.update((last) => (last === 'en' ? 'zh-CN' : 'en'))
  }
}
