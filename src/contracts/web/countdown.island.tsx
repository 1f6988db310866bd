/** Says beside the days how many hours and minutes that is, by the campaign's clock as the server told it. Without it the page has the days, and the moment with its zone. */
for (const place of document.querySelectorAll<HTMLElement>('[data-countdown]')) {
  const { countdown, now, words } = place.dataset
  const ahead = Date.parse(now!) - Date.now()
  const [hours, minutes] = words!.split('|').map((pair) => pair.split('/') as [string, string])
  const many = (count: number, [one, more]: [string, string]) => `${count} ${count === 1 ? one : more}`
  const tell = () => {
    const left = Math.max(0, Math.floor((Date.parse(countdown!) - Date.now() - ahead) / 60_000))
    place.textContent = `${many(Math.floor(left / 60), hours!)}, ${many(left % 60, minutes!)}`
    place.hidden = left === 0
  }
  tell()
  setInterval(tell, 10_000)
}
export {}
