// Reads squares from the camera: by the browser itself where it can, else by a library that is fetched only then.
const PAUSE = 120; // milliseconds between two looks
const WIDTH = 640; // pixels across which a square is looked for

async function reader() {
  if ("BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async (canvas) => (await detector.detect(canvas))[0]?.rawValue ?? "";
  }
  await import("./jsQR.js");
  return async (canvas, context) => {
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return globalThis.jsQR(data, canvas.width, canvas.height, { inversionAttempts: "dontInvert" })?.data ?? "";
  };
}

// Calls ``seen`` with each text that is read, until ``stop`` is called. :throws: where there is no camera, or none is allowed.
export async function watch(video, seen) {
  const read = await reader();
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
  video.srcObject = stream;
  await video.play();
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  let going = true;
  (async () => {
    while (going) {
      if (video.videoWidth) {
        canvas.width = WIDTH;
        canvas.height = Math.round(WIDTH * video.videoHeight / video.videoWidth);
        context.drawImage(video, 0, 0, canvas.width, canvas.height);
        const text = await read(canvas, context);
        if (text && going) await seen(text);
      }
      await new Promise((next) => setTimeout(next, PAUSE));
    }
  })();
  return () => { going = false; stream.getTracks().forEach((track) => track.stop()); video.srcObject = null; };
}
