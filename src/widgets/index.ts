/** Widgets: what the user handles in the notebook and the program hears of. They speak anywidget's protocol. */
export { Button, button } from './button.js'
export { Slider, type SliderOptions, slider } from './slider.js'
export { Widget, type WidgetOptions } from './widget.js'
