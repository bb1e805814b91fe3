"""Addresses of rankings, promotion and prize plans."""

from django.urls import path

from association.views.panels import child_urls
from office.web.pages import noun_urls
from reviews.views import award_plan, promotion, ranking

urlpatterns = [
    path("rounds/<int:pk>/results/", ranking.show_results, name="round_results"),
    path("rounds/<int:pk>/results/compute/", ranking.compute, name="round_compute"),
    path("rounds/<int:pk>/results/standing/", ranking.show_standing, name="round_standing"),
    path("rounds/<int:pk>/results/sheets.json", ranking.download_sheets, name="round_sheets"),
    path("rounds/<int:pk>/results/results.json", ranking.download_results, name="round_result_file"),
    *noun_urls(ranking.RANKING),
    path("rankings/<int:pk>/ties/<int:rank>/", ranking.tie, name="ranking_tie"),
    path("rankings/<int:pk>/promote/", promotion.go_on, name="ranking_promote"),
    path("rankings/<int:pk>/take-back/", promotion.take_back, name="ranking_take_back"),
    *(pattern for pattern in noun_urls(ranking.RANKING_ROW) if pattern.name != "rankingrow_detail"),
    *(pattern for pattern in noun_urls(promotion.PROMOTION) if pattern.name != "promotion_detail"),
    *noun_urls(award_plan.AWARD_PLAN),
    path("award-plans/<int:pk>/apply/", award_plan.apply, name="awardplan_apply"),
    path("award-plans/<int:pk>/take-back/", award_plan.take_back, name="awardplan_take_back"),
    *child_urls(award_plan.PLAN_LEVEL),
]
