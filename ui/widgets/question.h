// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QStringList>

#include <functional>

class QCheckBox;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace fanlight {

// A question, or a notice, in the look of the window: what it is about, a sentence, the facts one
// under the other, and a button for each way on. Escape and closing it are “Cancel”, which does
// nothing; where something would be lost, Cancel is the default, too. Its parent's main thread; it
// deletes itself once closed.
class Question : public QDialog {
    Q_OBJECT
public:
    enum class Choice {
        Usual, // the default: nothing is lost by it
        Other,
        Costly // something is lost by it: never the default
    };

    Question(QWidget* parent, const QString& title, const QString& text);

    // Facts below the text, one a line ("3 clients would be disconnected").
    void setFacts(const QStringList& facts);
    // From left to right; Cancel stands behind them.
    QPushButton* addChoice(
        const QString& text, Choice choice, std::function<void()> chosen = nullptr);
    // A tick box, and whether it is ticked once the question is answered.
    void offerTick(const QString& text);
    bool isTicked() const;
    void setCancelText(const QString& text);

    QString title() const { return windowTitle(); }
    QString text() const;
    QStringList facts() const { return m_factTexts; }
    QPushButton* choice(int index) const { return m_choices.value(index); }
    QPushButton* cancelButton() const { return m_cancel; }
    QCheckBox* tick() const { return m_tick; }

    // The usual cases. Each opens at once and holds up nothing but its window.
    static Question* ask(QWidget* parent, const QString& title, const QString& text,
        const QString& action, Choice choice, std::function<void()> chosen);
    static Question* tell(QWidget* parent, const QString& title, const QString& text,
        const QString& fact = {}); // with one button
    // Waits for the answer.
    static bool confirm(QWidget* parent, const QString& title, const QString& text,
        const QString& action, Choice choice);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void describe();

    QLabel* m_text;
    QVBoxLayout* m_factLines;
    QCheckBox* m_tick;
    QHBoxLayout* m_buttons;
    QPushButton* m_cancel;
    QList<QPushButton*> m_choices;
    QStringList m_factTexts;
};

} // namespace fanlight
