// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/source.h"
#include "theme/theme.h"

#include <QWidget>

#include <functional>
#include <map>
#include <optional>

class QLabel;
class QPushButton;
class QStackedWidget;
class QCheckBox;

namespace fanlight {

class CodeView;
class PayloadEditor;
class ProblemPill;

// One dead letter whole: why it died, what it is, and its body, which can be mended in its place;
// what was written is kept while another letter is looked at. Main thread; owned by the card.
class LetterView : public QWidget {
    Q_OBJECT
public:
    // Why the hub would refuse it again; empty: it would take it.
    using Check = std::function<QString(const SourceContent& content)>;

    LetterView(const Theme& theme, Check check, QWidget* parent = nullptr);

    void show(const DeadLetter& letter); // the same again: nothing of it is touched
    void showNone(const QString& text); // none, or several, are selected
    void markGone(); // it is no longer among the dead; what was written stays
    void setAnswer(const QString& text); // of the hub, to it sent again; empty: none
    void setBusy(bool busy); // letters are being sent or removed, or nothing can be
    void setMendable(bool mendable); // else it is only read
    void mend(); // its body can be written in
    void leave(); // without a change
    void forget(const std::string& handle); // what was written: it was sent, or removed
    void forgetAll(); // the letters of another source follow

    const std::optional<DeadLetter>& letter() const { return m_letter; }
    bool isMending() const;
    bool isMended(const std::string& handle) const { return m_drafts.contains(handle); }
    CodeView* body() const { return m_body; }
    PayloadEditor* editor() const { return m_editor; }
    QPushButton* mendButton() const { return m_mend; }
    QPushButton* sendButton() const { return m_send; }
    QString reasonText() const;
    QString factsText() const;
    QString problemText() const; // what is wrong with what is written
    QString answerText() const;

Q_SIGNALS:
    void sendRequested(const fanlight::DeadLetter& letter); // with its mended body

private:
    QWidget* makeEditor(const Theme& theme);
    void showBody();
    void takeText();
    void updateButtons();
    QString checkedProblem() const;
    DeadLetter mended() const;

    struct Draft {
        QString text;
        bool plainText;
    };

    const Check m_check;
    std::optional<DeadLetter> m_letter;
    std::map<std::string, Draft> m_drafts; // of letters that were mended and not sent
    bool m_isGone = false;
    bool m_isBusy = false;
    bool m_isMendable = true;
    bool m_isLoading = false;
    QString m_problem;
    QLabel* m_none;
    QLabel* m_reason;
    QLabel* m_facts;
    QLabel* m_answer;
    CodeView* m_body;
    PayloadEditor* m_editor;
    ProblemPill* m_state;
    QCheckBox* m_plainText;
    QPushButton* m_mend;
    QPushButton* m_send;
    QPushButton* m_format;
    QPushButton* m_leave;
    QWidget* m_mending;
    QStackedWidget* m_bodies; // to be read, or to be written
    QStackedWidget* m_stack; // none, or the letter
};

} // namespace fanlight
