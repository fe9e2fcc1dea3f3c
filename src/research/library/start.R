# Works out again what the record says, and compares: time to recovery (answers.csv), and how far two coders agree
# (agreement.csv, from codings.csv).
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

# How far two coders agree: Cohen's kappa (1960), none of fewer than 10 pairs of a field. Capitals, and spaces at the ends
# and several in a row, do not make two codes differ.
# Spaces that do not break a line are spaces too. Letters are written in one way in the file (NFC).
spaces <- "[[:space:]\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+"
comparable <- function(code) trimws(gsub(spaces, " ", tolower(restored(code))))
agreement_of <- function(one, two) {
  n <- length(one)
  result <- c(n = n, agreed = sum(one == two), observed = if (n > 0) mean(one == two) else NA, expected = NA, kappa = NA)
  if (n < 10) return(result)
  codes <- union(one, two)
  chance <- sum(table(factor(one, codes)) * table(factor(two, codes))) / n^2
  result["expected"] <- chance
  if (1 - chance >= 1e-12) result["kappa"] <- (result["observed"] - chance) / (1 - chance)
  result
}
# Over all fields chance is worked out within each that has 10 pairs, and weighed by them.
agreement_over <- function(fields) {
  each <- t(vapply(fields, function(own) agreement_of(own$one, own$two), numeric(5)))
  result <- c(colSums(each[, c("n", "agreed"), drop = FALSE]), observed = NA, expected = NA, kappa = NA)
  result["observed"] <- result["agreed"] / result["n"]
  counted <- each[each[, "n"] >= 10, , drop = FALSE]
  if (nrow(counted) == 0) return(result)
  observed <- weighted.mean(counted[, "observed"], counted[, "n"])
  chance <- weighted.mean(counted[, "expected"], counted[, "n"])
  result["expected"] <- chance
  if (1 - chance >= 1e-12) result["kappa"] <- (observed - chance) / (1 - chance)
  result
}

codings <- take("codings.csv")
both <- codings[codings$result %in% c("agreed", "differs"), ]
hidden <- both$first_missing %in% "suppressed" | both$second_missing %in% "suppressed"
pairs <- data.frame(field = both$field, one = comparable(both$first), two = comparable(both$second))
agreement <- take("agreement.csv")
for (field in agreement$field[agreement$n > 0]) {
  said <- agreement[agreement$field == field, ]
  of_field <- if (field == "all") rep(TRUE, nrow(pairs)) else pairs$field == field
  if (any(hidden[of_field])) {
    cat(sprintf(
      "%s: not worked out again, codes withheld: %d (the record says %s).\n",
      field, sum(hidden[of_field]), format(said$kappa)
    ))
    next
  }
  own <- pairs[of_field, ]
  ours <- if (field == "all") agreement_over(split(own, own$field)) else agreement_of(own$one, own$two)
  theirs <- unlist(said[names(ours)])
  same <- identical(unname(is.na(ours)), unname(is.na(theirs))) && all(abs(ours - theirs) < 1e-6, na.rm = TRUE)
  if (!same) differs <- TRUE
  cat(sprintf(
    "%s: %d pairs, %d agree; %s (the record says %s). %s\n", field, ours["n"], ours["agreed"],
    if (is.na(ours["kappa"])) "no kappa" else sprintf("kappa %.6f", ours["kappa"]),
    if (is.na(said$kappa)) "none" else format(said$kappa), if (same) "The same." else "DIFFERENT."
  ))
}
if (nrow(pairs) == 0) {
  cat("No case of this package was coded by two to the end, so there is no agreement to work out.\n")
}
# Go on from here: join spells with episodes by "episode" to compare groups, and treat event 2 as a competing risk.
quit(status = if (differs) 1 else 0)
