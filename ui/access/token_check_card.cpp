// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/token_check_card.h"

#include "access/access_text.h"
#include "format.h"
#include "hub/hub_port.h"
#include "theme/theme.h"
#include "widgets/label.h"
#include "widgets/value_label.h"

#include <QDateTime>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int TokenEditHeight = 66;

// Takes plain text, and of that no more than could be a token.
class TokenEdit : public QPlainTextEdit {
protected:
    void insertFromMimeData(const QMimeData* source) override
    {
        insertPlainText(source->text().left(TokenCheckCard::MostCharacters));
    }
};

// As it is copied from somewhere: with the name of its field, in quotes, broken over lines.
QString tokenIn(QString text)
{
    for (const QString& before : {u"authorization:"_s, u"bearer "_s}) {
        text = text.trimmed();
        if (text.startsWith(before, Qt::CaseInsensitive))
            text = text.sliced(before.size());
    }
    text.removeIf([](QChar c) { return c.isSpace() || c == u'"' || c == u'\''; });
    return text;
}

QString secondsText(qint64 timeMs)
{
    return format::dayAndClock(timeMs).chopped(4);
}

} // namespace

TokenCheckCard::TokenCheckCard(HubPort& hub, const Theme& theme, QWidget* parent)
    : Card(tr("Check a token"), parent)
    , m_hub(hub)
    , m_theme(theme)
    , m_pill(new Pill(theme))
    , m_edit(new TokenEdit)
    , m_summary(makeWrappedLabel("dim"))
    , m_table(new QWidget)
    , m_grid(new QGridLayout(m_table))
    , m_clear(new QPushButton(tr("C&lear")))
    , m_make(new QPushButton(tr("&Make one for a user…")))
{
    m_pill->hide();
    titleLine()->addWidget(m_pill);
    setLook(*m_edit, "code");
    m_edit->setFont(theme.monospace());
    m_edit->setUndoRedoEnabled(false); // it would keep what was there
    m_edit->setTabChangesFocus(true);
    m_edit->setWordWrapMode(QTextOption::WrapAnywhere);
    m_edit->setFixedHeight(TokenEditHeight);
    m_edit->setPlaceholderText(tr("Paste a user's token (a JWT)"));
    m_edit->setAccessibleName(tr("Token to check"));
    m_edit->setToolTip(
        tr("It is judged here, goes into no log and is kept nowhere; leaving the page clears it."));
    m_grid->setContentsMargins({});
    m_grid->setHorizontalSpacing(14);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(10);
    buttons->addWidget(m_make);
    buttons->addStretch();
    buttons->addWidget(m_clear);
    body()->addWidget(m_edit);
    body()->addWidget(m_summary);
    body()->addWidget(m_table);
    body()->addStretch(1);
    body()->addLayout(buttons);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &TokenCheckCard::ask);
    connect(m_clear, &QPushButton::clicked, this, &TokenCheckCard::forget);
    connect(m_make, &QPushButton::clicked, this, &TokenCheckCard::makeRequested);
    takeAccess({});
    showNothing();
}

void TokenCheckCard::takeAccess(const AccessSnapshot& access)
{
    m_userClaim = access.userClaim;
    const bool makesTickets = access.features.contains("tickets"_L1);
    m_makes = access.canMint || makesTickets;
    m_make->setEnabled(m_makes && m_isMakingAllowed);
    m_make->setToolTip(!access.isListening ? tr("The hub is not listening.")
            : access.canMint && makesTickets
            ? tr("A token, signed with the secret this hub knows, or a ticket, to try things with.")
            : makesTickets ? tr("A ticket, which opens one stream, to try things with.")
            : access.canMint
            ? tr("A token to try things with, signed with the secret this hub knows.")
            : tr("This hub knows no secret to sign with (--jwt-secret); with a public key alone, "
                 "tokens are made where the private one is."));
    if (m_edit->toPlainText().isEmpty())
        showLine(*m_summary,
            access.isListening && !access.hasKeys
                ? tr("This hub has no key to check tokens with: set a key or a secret first.")
                : QString());
}

void TokenCheckCard::setMakingAllowed(bool allowed)
{
    m_isMakingAllowed = allowed;
    m_make->setEnabled(m_makes && allowed);
}

void TokenCheckCard::forget()
{
    m_edit->clear();
}

void TokenCheckCard::refresh()
{
    if (!m_edit->toPlainText().isEmpty())
        ask();
}

void TokenCheckCard::ask()
{
    const QString token = tokenIn(m_edit->toPlainText());
    const quint64 number = ++m_asked;
    m_clear->setEnabled(!token.isEmpty());
    if (token.isEmpty())
        return showNothing();
    if (!m_hub.can(HubPort::Ability::HandleTokens)) // what was said of it stays
        return;
    m_hub.examineToken(token, [card = QPointer(this), number](const TokenReport& report) {
        if (card && card->m_asked == number)
            card->showReport(report, QDateTime::currentMSecsSinceEpoch());
    });
}

void TokenCheckCard::showNothing()
{
    m_clear->setEnabled(false);
    m_pill->hide();
    m_table->hide();
    showLine(*m_summary, {});
}

TokenCheckCard::Line TokenCheckCard::addLine()
{
    auto* value = new ValueLabel;
    value->setFont(m_theme.monospace());
    const Line line{
        makeLabel("dim"), value, makeLabel(tr("right"), "badge-accent"), makeWrappedLabel("bad")};
    const int row = 2 * int(m_lines.size());
    m_grid->addWidget(line.name, row, 0, Qt::AlignTop);
    m_grid->addWidget(line.value, row, 1);
    m_grid->addWidget(line.badge, row, 2, Qt::AlignTop);
    m_grid->addWidget(line.refusal, row + 1, 1, 1, 2);
    m_lines.push_back(line);
    return line;
}

QString TokenCheckCard::nameOf(const TokenReport::Line& line) const
{
    if (line.what == "signature"_L1)
        return tr("Signature");
    if (line.what == "claims"_L1)
        return tr("Claims");
    return line.what == "user"_L1 && !m_userClaim.isEmpty() ? m_userClaim : line.what;
}

void TokenCheckCard::showReport(const TokenReport& report, qint64 nowMs)
{
    m_pill->show();
    if (!report.error.isEmpty())
        m_pill->set(Pill::Tone::Neutral, tr("cannot be checked"));
    else if (report.isGood())
        m_pill->set(Pill::Tone::Good, tr("would be taken"));
    else
        m_pill->set(Pill::Tone::Bad, tr("would be refused"));
    showLine(*m_summary, summaryOf(report));
    std::vector<TokenReport::Line> shown; // what a token need not say and does not is left out
    std::copy_if(report.lines.begin(), report.lines.end(), std::back_inserter(shown),
        [](const TokenReport::Line& line) {
            return !line.value.isEmpty() || !line.refusal.isEmpty();
        });
    // Of what nobody has signed nothing is right.
    const bool isSigned = !shown.empty() && shown.front().refusal.isEmpty();
    // while its lines stay the same ones, a selection in them stays, too
    while (m_lines.size() < shown.size())
        addLine();
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const Line& line = m_lines[i];
        const bool isThere = i < shown.size();
        const TokenReport::Line said = isThere ? shown[i] : TokenReport::Line();
        line.name->setText(isThere ? nameOf(said) : QString());
        line.value->setText(said.timeMs > 0
                ? tr("%1, at %2", "in 9 min, a time")
                      .arg(access_text::fromNowText(said.timeMs, nowMs), secondsText(said.timeMs))
                : format::orDash(said.value));
        line.value->setAccessibleDescription(line.name->text());
        line.name->setVisible(isThere);
        line.value->setVisible(isThere);
        line.badge->setVisible(isThere && isSigned && said.refusal.isEmpty());
        showLine(*line.refusal, said.refusal);
    }
    m_table->setVisible(!shown.empty());
}

// What is wrong stands beside the claim that it is about; else here.
QString TokenCheckCard::summaryOf(const TokenReport& report) const
{
    if (!report.error.isEmpty())
        return report.error;
    if (report.isGood())
        return report.validUntilMs > 0
            ? tr("It opens the stream of %1 until %2.", "a user, a time")
                  .arg(report.user, secondsText(report.validUntilMs))
            : tr("It opens the stream of %1, for ever.", "a user").arg(report.user);
    return std::any_of(report.lines.begin(), report.lines.end(),
               [](const TokenReport::Line& line) { return !line.refusal.isEmpty(); })
        ? QString()
        : report.refusal;
}

QString TokenCheckCard::summaryText() const
{
    return m_summary->isHidden() ? QString() : m_summary->text();
}

QStringList TokenCheckCard::lines() const
{
    QStringList lines;
    for (const Line& line : m_lines) {
        if (line.name->isHidden() || m_table->isHidden())
            continue;
        lines << line.name->text() + u" | "_s + line.value->text()
                + (line.refusal->isHidden() ? QString() : u" | "_s + line.refusal->text());
    }
    return lines;
}

} // namespace fanlight
