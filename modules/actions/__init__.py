from modules.actions.progress import finish_page, touch_page

__all__ = ["finish_page", "touch_page"]
