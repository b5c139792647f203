"""Theme: paper and ink. Fonts, colours and spacing of the window; the rest is in static/page.css."""

from pathlib import Path
from typing import Any

STATIC = Path(__file__).parent / "static"

INK = {"50": "#f7f6f2", "100": "#efede6", "200": "#e2dfd5", "300": "#cbc7ba", "400": "#9c988b", "500": "#6f6c62"}
INK |= {"600": "#55534b", "700": "#403f39", "800": "#2b2b28", "900": "#1f201e", "950": "#171816"}

PINE = {"50": "#eef6f4", "100": "#d9ebe7", "200": "#b5d8d0", "300": "#86bdb2", "400": "#559d90", "500": "#347f72"}
PINE |= {"600": "#22665a", "700": "#1c5249", "800": "#18423b", "900": "#143630", "950": "#0b1f1c"}


def theme() -> Any:
    """The Gradio theme. Weights 400 and 700 only: the other files of the bundled fonts hold no letters."""
    import gradio as gr

    sans = gr.themes.LocalFont("Source Sans Pro", weights=(400, 700))
    mono = gr.themes.LocalFont("IBM Plex Mono", weights=(400, 700))
    colours = [
        gr.themes.Color(name=name, **{f"c{shade}": value for shade, value in shades.items()})
        for name, shades in (("pine", PINE), ("ink", INK))
    ]
    return gr.themes.Base(
        primary_hue=colours[0],
        secondary_hue=colours[0],
        neutral_hue=colours[1],
        font=[sans, "system-ui", "sans-serif"],
        font_mono=[mono, "ui-monospace", "monospace"],
        text_size="lg",
        radius_size="sm",
    ).set(**_settings())


def _settings() -> dict[str, str]:
    return {
        "body_background_fill": "#fbfaf7",
        "body_background_fill_dark": "#171816",
        "body_text_color": "#24251f",
        "body_text_color_dark": "#e8e5dc",
        "body_text_color_subdued": "#625f56",
        "body_text_color_subdued_dark": "#a9a598",
        "block_background_fill": "transparent",
        "block_background_fill_dark": "transparent",
        "block_border_width": "0px",
        "block_shadow": "none",
        "block_padding": "0px",
        "input_background_fill": "#ffffff",
        "input_background_fill_dark": "#20211f",
        "input_border_color": "#cbc7ba",
        "input_border_color_dark": "#4a4943",
        "input_border_color_focus": "#22665a",
        "input_border_color_focus_dark": "#86bdb2",
        "button_primary_background_fill": "#22665a",
        "button_primary_background_fill_hover": "#1c5249",
        "button_primary_background_fill_dark": "#86bdb2",
        "button_primary_background_fill_hover_dark": "#b5d8d0",
        "button_primary_text_color": "#ffffff",
        "button_primary_text_color_dark": "#0b1f1c",
        "button_secondary_background_fill": "transparent",
        "button_secondary_background_fill_dark": "transparent",
        "button_secondary_background_fill_hover": "#efede6",
        "button_secondary_background_fill_hover_dark": "#2b2b28",
        "button_secondary_border_color": "#cbc7ba",
        "button_secondary_border_color_dark": "#4a4943",
        "button_border_width": "1px",
    }
