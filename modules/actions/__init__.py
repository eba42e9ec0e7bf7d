from modules.actions.progress import finish_page, finish_refresher, touch_page

__all__ = ["finish_page", "finish_refresher", "touch_page"]
