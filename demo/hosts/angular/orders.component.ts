import { Component, Input } from '@angular/core'
import { orders } from '../shared/back-office.js'

@Component({
  selector: 'app-orders',
  template: `
    <table id="orders">
      <thead>
        <tr>
          @for (name of columns; track $index) {
            <th>{{ name }}</th>
          }
        </tr>
      </thead>
      <tbody>
        @for (order of orders; track order.id) {
          <tr>
            <td>{{ order.id }}</td>
            <td>{{ order.at }}</td>
            <td>{{ order.amount }}</td>
            <td>{{ order.state[lang] }}</td>
          </tr>
        }
      </tbody>
    </table>
  `,
})
export class Orders {
  @Input({ required: true }) lang!: 'en' | 'zh-CN'
  @Input({ required: true }) columns!: readonly string[]
  readonly orders = orders
}
