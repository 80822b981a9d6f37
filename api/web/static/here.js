// The button that sends where the phone is. Without it the township is tapped or typed.

const PATIENCE_MS = 10000;

export function locating(form) {
  if (!navigator.geolocation || !isSecureContext) return;
  const place = form.elements.place;
  const wrong = form.querySelector("[role=alert]");
  form.hidden = false;
  form.addEventListener(
    "submit",
    (event) => {
      if (place.value) return;
      // Neither the page nor the browser sends it before the phone knows where it is.
      event.preventDefault();
      event.stopImmediatePropagation();
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          place.value = `${coords.latitude},${coords.longitude}`;
          form.requestSubmit();
        },
        () => {
          wrong.textContent = form.dataset.failed;
          wrong.hidden = false;
        },
        { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 60000 },
      );
    },
    true,
  );
}
