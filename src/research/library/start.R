# Works time to recovery out again and compares it with what the record says (answers.csv).
# Needs R with its package survival, which comes with most installations. Run: Rscript start.R
suppressPackageStartupMessages(library(survival))

here <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
folder <- if (length(here) == 1) dirname(here) else "."
take <- function(name) {
  read.csv(file.path(folder, name), encoding = "UTF-8", na.strings = "", stringsAsFactors = FALSE, check.names = FALSE)
}
# A text that begins with an apostrophe says what stands behind it.
restored <- function(text) sub("^'", "", text)

episodes <- take("episodes.csv")
episodes$title <- restored(episodes$title)
spells <- take("survival.csv")
answers <- take("answers.csv")

# The rules of the record: no curve of fewer than 10 episodes, and nothing read off where fewer than 5 are followed.
# Where the curve lies level at a half, the middle of that level.
median_of <- function(curve) {
  seen <- curve$n.risk >= 5
  days <- curve$time[seen]
  share <- curve$surv[seen]
  hair <- sqrt(.Machine$double.eps)
  at <- which(share <= 0.5 + hair)[1]
  if (is.na(at)) return(NA)
  if (share[at] < 0.5 - hair) return(days[at])
  following <- which(share <= 0.5 - hair)[1]
  (days[at] + if (is.na(following)) days[length(days)] else days[following]) / 2
}

differs <- FALSE
for (definition in answers$definition) {
  own <- spells[spells$definition == definition, ]
  said <- answers[answers$definition == definition, ]
  ours <- NA
  if (nrow(own) >= 10) {
    curve <- survfit(Surv(time, event == 1) ~ 1, data = own, conf.type = "log-log")
    ours <- median_of(curve)
  }
  same <- nrow(own) == said$n && identical(is.na(ours), is.na(said$median_days)) &&
    (is.na(ours) || abs(ours - said$median_days) < 1e-9)
  if (!same) differs <- TRUE
  cat(sprintf(
    "%s: %d episodes, %d recovered; median %s days (the record says %s). %s\n",
    definition, nrow(own), sum(own$event == 1), format(ours), format(said$median_days),
    if (same) "The same." else "DIFFERENT."
  ))
}
cat(sprintf("%d episodes of %d organisations.\n", nrow(episodes), length(unique(episodes$organisation))))
# Go on from here: join spells with episodes by "episode" to compare groups, and treat event 2 as a competing risk.
quit(status = if (differs) 1 else 0)
