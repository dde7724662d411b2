"""The colours of the two schemes by name. No other module holds a colour."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """One value for every name, as #rrggbb."""

    window: str
    panel: str
    raised: str
    hover: str
    fill: str
    segment_on: str
    tag: str
    selection: str
    selection_idle: str
    tag_selected: str
    tint: str
    red_tint: str
    done_box: str
    done_tick: str
    scroll_handle: str
    heat0: str
    heat1: str
    heat2: str
    heat3: str
    heat4: str
    text: str
    muted: str
    disabled: str
    control: str
    line: str
    hairline: str
    accent: str
    accent_hover: str
    on_accent: str
    overdue: str
    today: str
    high: str
    medium: str
    low: str
    high_mark: str
    medium_mark: str
    low_mark: str
    bar_off: str
    toast: str
    toast_border: str
    toast_text: str
    toast_link: str


LIGHT = Colours(
    window="#FFFFFF",
    panel="#F6F7F9",
    raised="#FFFFFF",
    hover="#F4F6F9",
    fill="#E8EBEF",
    segment_on="#FFFFFF",
    tag="#EEF1F5",
    selection="#DCE8FD",
    selection_idle="#E8EBEF",
    tag_selected="#C9DBFA",
    tint="#E9F0FD",
    red_tint="#FCEDEB",
    done_box="#E3E7EC",
    done_tick="#5F6A76",
    scroll_handle="#C3CAD2",
    heat0="#EBEEF2",
    heat1="#C6D9FA",
    heat2="#8FB3F2",
    heat3="#5686DE",
    heat4="#2A64C8",
    text="#1B1F24",
    muted="#505963",
    disabled="#8A929C",
    control="#76818D",
    line="#D8DEE4",
    hairline="#ECEFF3",
    accent="#2A64C8",
    accent_hover="#2257B3",
    on_accent="#FFFFFF",
    overdue="#B3261E",
    today="#0C6A35",
    high="#B3261E",
    medium="#805300",
    low="#3A6484",
    high_mark="#D03B32",
    medium_mark="#B87300",
    low_mark="#4B82AA",
    bar_off="#D3D9E0",
    toast="#20252C",
    toast_border="#20252C",
    toast_text="#F1F3F5",
    toast_link="#9DC0FF",
)

DARK = Colours(
    window="#1A1D22",
    panel="#121418",
    raised="#22262D",
    hover="#20242A",
    fill="#2B3039",
    segment_on="#3C434E",
    tag="#2B3039",
    selection="#26385C",
    selection_idle="#2B3039",
    tag_selected="#34497A",
    tint="#1F2B45",
    red_tint="#3A2324",
    done_box="#2B3039",
    done_tick="#9AA4B2",
    scroll_handle="#444B57",
    heat0="#262A31",
    heat1="#263C66",
    heat2="#365AA0",
    heat3="#5480D2",
    heat4="#7AA7FF",
    text="#E8EAED",
    muted="#9AA4B2",
    disabled="#6B7480",
    control="#7F8A99",
    line="#333842",
    hairline="#262A31",
    accent="#7AA7FF",
    accent_hover="#93B8FF",
    on_accent="#0E1A30",
    overdue="#FF8A80",
    today="#6FD39A",
    high="#FF8A80",
    medium="#F2C26B",
    low="#8FC1E3",
    high_mark="#F27A70",
    medium_mark="#D9A94F",
    low_mark="#74A9CC",
    bar_off="#3C434E",
    toast="#2F3540",
    toast_border="#414956",
    toast_text="#F1F3F5",
    toast_link="#9DC0FF",
)
