export const en = {
  400: {
    title: 'This could not be read',
    text: 'The form or file was not what the page expects, or larger than it takes. Go back, check it and try again: nothing was changed.',
  },
  403: {
    title: 'This came from somewhere else',
    text: 'For safety, forms are only taken from our own pages. Go back, load the page again and send it once more: nothing was changed.',
  },
  404: { title: 'Nothing here', text: 'There is no such page, or it is not open to you. If you hold an office, sign in first.' },
  413: { title: 'Too large', text: 'What was sent is larger than we take here. Nothing was changed.' },
  429: {
    title: 'That was a lot at once',
    text: 'More lists or files were asked for in your name than anybody reads in a quarter of an hour. Wait a little, then go on. Was it not you? End your other devices on your own page, and tell whoever gave you your office.',
  },
  500: { title: 'Something broke on our side', text: 'It has been noted, and nothing half-finished was kept. Try again in a minute.' },
  503: {
    title: 'We will be back in a moment',
    text: 'The page cannot reach its records right now. Try again in a minute: nothing was lost.',
  },
  mention: 'If you write to us about it, mention',
  home: 'To the first page',
}
