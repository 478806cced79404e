import ElementPlus from 'element-plus'
import 'element-plus/dist/index.css'
import 'element-plus/theme-chalk/dark/css-vars.css'
import { createApp } from 'vue'
import 'tierkit/define'
import App from './App.vue'
import './styles.css'

createApp(App).use(ElementPlus).mount('#app')
