from django.urls import path

from elearning.knowledge import views

urlpatterns = [path("", views.knowledge_base, name="knowledge_base")]
