from django.urls import path

from elearning.xapi.resources.about import about
from elearning.xapi.resources.activities import activities
from elearning.xapi.resources.agents import agents
from elearning.xapi.resources.description import openapi, xapi_profile
from elearning.xapi.resources.documents import activity_profile, agent_profile, state
from elearning.xapi.resources.statements import statements
from elearning.xapi.views import first_statement

app_name = "xapi"
urlpatterns = [
    path("about", about, name="about"),
    path("statements", statements, name="statements"),
    path("activities", activities, name="activities"),
    path("activities/state", state, name="state"),
    path("activities/profile", activity_profile, name="activity-profile"),
    path("agents", agents, name="agents"),
    path("agents/profile", agent_profile, name="agent-profile"),
    path("openapi.json", openapi, name="openapi"),
    path("eerste-statement/", first_statement, name="first-statement"),
    path("profile/", xapi_profile, name="profile"),
    path("profile/<path:path>", xapi_profile, name="profile-word"),
]
